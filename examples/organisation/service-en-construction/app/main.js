console.log('Bientôt');
